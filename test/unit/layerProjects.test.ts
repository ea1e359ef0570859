import assert from "node:assert/strict";
import path from "node:path";
import { layerOf, layers } from "../../scripts/import-rules/layers";
import { sourceFiles } from "../../scripts/import-rules/readImports";
import { readProjects, type Project } from "../../scripts/import-rules/readProjects";

const root = path.resolve(__dirname, "../..");

/** The table of layers judges each import; the compiler knows in each layer only what that layer may know. They must say the same. */
describe("the compiler's projects", () => {
    const projects = readProjects(root);
    const product = sourceFiles(root);

    it("hold every file of the product once", () => {
        assert.ok(product.length > 100, "the source files were found");
        const homes = new Map(product.map((file) => [file, projects.filter(({ files }) => files.includes(file)).map((one) => one.path)]));
        assert.deepEqual(
            [...homes].filter(([, configs]) => configs.length !== 1),
            [],
        );
    });

    for (const { folder, layers: allowed, packages } of layers) {
        const own = projects.filter((project) => layersIn(project).includes(folder));
        const referred = projects.filter(({ path: config }) => own.some(({ references }) => references.includes(config)));

        it(`know in ${folder} the layers that it may import`, () => {
            assert.ok(own.length > 0, "it has a project");
            const within = new Set([...own, ...referred].flatMap(layersIn));
            assert.deepEqual(
                allowed.filter((layer) => !within.has(layer)),
                [],
                "layers without a reference",
            );
            const strange = referred.filter(
                (project) => !own.includes(project) && !layersIn(project).some((layer) => allowed.includes(layer)),
            );
            assert.deepEqual(
                strange.map((project) => project.path),
                [],
                "references without a layer",
            );
        });

        it(`know Node in ${folder} only if it may import it`, () => {
            for (const { platforms } of own) assert.equal(platforms.includes("node"), packages.includes("node:"));
        });
    }

    it("know the browser and VS Code only where the product meets them", () => {
        const meeting = ["dom", "webworker", "vscode"].map((platform) =>
            projects
                .filter(({ path: config, platforms }) => platforms.includes(platform) && !config.startsWith("test/"))
                .map((one) => one.path),
        );
        assert.deepEqual(meeting, [
            ["webview/tsconfig.page.json"],
            // An extension runs in a worker there, too.
            ["webview/tsconfig.worker.json", "extension/review/tsconfig.json"],
            ["extension/review/tsconfig.json", "extension/tsconfig.json"],
        ]);
    });
});

function layersIn({ files }: Project): string[] {
    return [...new Set(files.flatMap((file) => layerOf(file)?.folder ?? []))];
}
