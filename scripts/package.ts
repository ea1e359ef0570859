import path from "node:path";
import { parseArgs } from "node:util";
import { packageCommandLine } from "./packaging/commandLine";
import { packageExtension } from "./packaging/extension";

/** `npm run package` packs the extension, `npm run package -- --cli` the command line alone. */
function main(): void {
    try {
        const { values } = parseArgs({ options: { "cli": { type: "boolean" }, "pictures-at": { type: "string" } } });
        const made = values.cli === true ? packageCommandLine() : [packageExtension(values["pictures-at"])];
        for (const file of made) console.log(path.relative(process.cwd(), file));
    } catch (error) {
        const failure = error as { stderr?: string; message: string };
        const printed = failure.stderr?.trim() ?? "";
        process.stderr.write(`package: ${printed === "" ? failure.message : printed}\n`);
        process.exitCode = 1;
    }
}

main();
