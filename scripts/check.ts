/** `npm run check`: silent when all is well. */
import { checks, judge, rules } from "./checks";

async function main(): Promise<void> {
    for (const { title, passed, output } of await judge([...checks, rules])) {
        if (passed) continue;
        console.log(`== ${title}\n${output.trimEnd()}\n`);
        process.exitCode = 1;
    }
}

void main();
