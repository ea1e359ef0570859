import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import sharp from "sharp";
import { packageExtension } from "../../scripts/packaging/extension";
import { present } from "../present";
import { UnpackedExtension } from "./unpackedExtension";

describe("the extension's package", () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "ipcscope-package-"));
    let extension: UnpackedExtension;

    before(() => {
        extension = new UnpackedExtension(packageExtension(), folder);
    });
    after(() => fs.rmSync(folder, { recursive: true }));

    it("holds what runs, and neither source maps nor sources nor tests", () => {
        for (const name of ["ipcscope", "ipcscope-engine", "ipcscope.js", "adapter.js", "webview.js", "worker.js"]) {
            assert.ok(extension.has(`dist/${name}`), name);
        }
        assert.ok(extension.has(extension.manifest.main));
        const strange = extension.files.filter((file) =>
            /\.map$|\.ts$|\.tsbuildinfo$|(^|\/)(test|node_modules|scripts|docs(?!\/diagnosis\/))\//.test(file),
        );
        assert.deepEqual(strange, []);
        for (const bundle of extension.files.filter((file) => file.endsWith(".js"))) {
            assert.doesNotMatch(extension.text(bundle), /^\/\/# sourceMappingURL=/m, `${bundle} names a source map that is not there`);
        }
    });

    it("tells of the checkout neither that it is private nor its scripts and packages", () => {
        const { manifest } = extension;
        for (const key of ["private", "scripts", "dependencies", "devDependencies", "bin"]) assert.equal(manifest[key], undefined, key);
        for (const key of ["keywords", "categories", "galleryBanner", "license", "engines"]) assert.ok(manifest[key] !== undefined, key);
    });

    it("has an icon that the Marketplace takes", async () => {
        const { format, width, height } = await sharp(extension.bytes(extension.manifest.icon)).metadata();
        assert.equal(format, "png");
        assert.ok(width >= 128 && width === height, `${width} × ${height}`);
    });

    it("has every picture that the walkthrough and the README name, with a description", async () => {
        const [walkthrough] = extension.manifest.contributes.walkthroughs;
        const media = present(walkthrough).steps.map((step) => step.media);
        assert.equal(media.length, 3);
        const named = [...extension.text("readme.md").matchAll(/!\[([^\]]*)\]\(([^)]*)\)/g)];
        assert.deepEqual(
            named.map(([, , file]) => file),
            ["pictures/diagram.png", "pictures/pipe.gif"],
        );
        for (const description of [...media.map(({ altText }) => altText), ...named.map(([, text]) => text ?? "")]) {
            assert.ok(description.length > 20, "what the picture shows is said");
        }
        const files = [
            ...media.flatMap(({ image }) => ["dark", "light", "hc", "hcLight"].map((theme) => present(image[theme]))),
            ...named.map(([, , file]) => present(file)),
        ];
        for (const file of files) {
            assert.ok(extension.has(file), file);
            const { width, height } = await sharp(extension.bytes(file)).metadata();
            assert.ok(width >= 600 && height >= 400, `${file}: ${width} × ${height}`);
        }
    });

    it("has an animation of a pipe that fills and drains, of at most two megabytes", async () => {
        const bytes = extension.bytes("pictures/pipe.gif");
        const { format, pages, loop } = await sharp(bytes, { animated: true }).metadata();
        assert.equal(format, "gif");
        assert.equal(loop, 0, "it repeats");
        assert.ok(present(pages) >= 20, `${pages} pictures`);
        assert.ok(bytes.length <= 2_000_000, `${bytes.length} bytes`);
    });

    it("runs in its walkthrough only commands that there are, and ends each step by one of them", () => {
        const own = extension.manifest.contributes.commands.map(({ command }) => command);
        for (const { title, description, completionEvents } of present(extension.manifest.contributes.walkthroughs[0]).steps) {
            const linked = [...description.matchAll(/\(command:([^)]+)\)/g)].map(([, command]) => present(command));
            assert.ok(linked.length > 0, title);
            for (const command of linked) assert.ok(own.includes(command) || command.startsWith("workbench.action."), command);
            const ending = completionEvents.flatMap((event) => /^onCommand:(.+)$/.exec(event)?.[1] ?? []);
            assert.ok(ending.length > 0 && ending.every((command) => own.includes(command) && linked.includes(command)), title);
        }
    });
});
