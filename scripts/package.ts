import path from "node:path";
import { parseArgs } from "node:util";
import { packageExtension } from "./packaging/extension";

/** `npm run package` packs the extension. */
function main(): void {
    try {
        const { values } = parseArgs({ options: { "pictures-at": { type: "string" } } });
        console.log(path.relative(process.cwd(), packageExtension(values["pictures-at"])));
    } catch (error) {
        const failure = error as { stderr?: string; message: string };
        const printed = failure.stderr?.trim() ?? "";
        process.stderr.write(`package: ${printed === "" ? failure.message : printed}\n`);
        process.exitCode = 1;
    }
}

main();
