import tseslint from "typescript-eslint";

// Layers and file names are checked by test/unit/importRules.test.ts; types by tsc. This is the rest.
export default tseslint.config(
    { ignores: ["dist/", "node_modules/", "test/output/", "tracer/engine/", "samples/"] },
    ...tseslint.configs.recommended,
    {
        files: ["**/*.ts", "**/*.mts"],
        rules: {
            "@typescript-eslint/no-explicit-any": "error",
            "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
            "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
            "curly": ["error", "multi-line", "consistent"],
            "eqeqeq": "error",
            "no-fallthrough": "error",
            "prefer-const": "error",
        },
    },
    {
        // Mocha's own style: `this.timeout()` in a suite, and chained calls as statements.
        files: ["test/**/*.ts"],
        rules: { "@typescript-eslint/no-unused-expressions": "off" },
    },
    { files: ["**/*.cjs", "scripts/stubs/*.js"], rules: { "@typescript-eslint/no-require-imports": "off" } },
);
