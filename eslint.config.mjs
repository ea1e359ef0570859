import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";

// Layers and file names are checked by test/unit/importRules.test.ts; types by tsc. This is the rest.
export default defineConfig(
    { ignores: ["dist/", "node_modules/", "test/output/", "tracer/engine/", "samples/"] },
    { linterOptions: { reportUnusedDisableDirectives: "error" } },
    {
        files: ["**/*.ts"],
        extends: [tseslint.configs.strictTypeChecked],
        languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
        rules: {
            // Nothing gets round the compiler.
            "@typescript-eslint/ban-ts-comment": [
                "error",
                { "ts-check": false, "ts-expect-error": true, "ts-ignore": true, "ts-nocheck": true },
            ],
            "@typescript-eslint/no-explicit-any": "error",
            "@typescript-eslint/no-non-null-assertion": "error",

            "@typescript-eslint/consistent-type-exports": "error",
            "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
            "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
            "@typescript-eslint/prefer-readonly": "error",
            "@typescript-eslint/require-array-sort-compare": "error",
            "@typescript-eslint/strict-boolean-expressions": "error",
            "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
            "@typescript-eslint/no-misused-spread": ["error", { allow: ["string"] }],
            "@typescript-eslint/no-unnecessary-condition": ["error", { allowConstantLoopConditions: "only-allowed-literals" }],
            "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
            // A handler of the Debug Adapter Protocol answers by a message, and its promise is for nobody.
            "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { inheritedMethods: false } }],
            // `return done();` ends a branch of a function that returns nothing.
            "@typescript-eslint/no-confusing-void-expression": "off",
            // Identities are strings with names of their own (ProcessId | ObjectId).
            "@typescript-eslint/no-duplicate-type-constituents": "off",
            // A kind of object may have no facts.
            "@typescript-eslint/no-generated-empty-object-type": "off",
            "@typescript-eslint/no-dynamic-delete": "off",
            // The only enums are those of packages, which do not export them.
            "@typescript-eslint/no-unsafe-enum-assignment": "off",

            "curly": ["error", "multi-line", "consistent"],
            "eqeqeq": "error",
            "no-fallthrough": "error",
            "prefer-const": "error",
        },
    },
    {
        // Plain JavaScript runs before anything is built; nothing knows its types.
        files: ["**/*.js", "**/*.cjs", "**/*.mjs"],
        extends: [tseslint.configs.recommended],
        rules: { "curly": ["error", "multi-line", "consistent"], "eqeqeq": "error", "@typescript-eslint/no-require-imports": "off" },
    },
);
