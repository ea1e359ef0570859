// Mocha's usual report for people, and the counts and the failures in a file for scripts/test.ts.
const fs = require("node:fs");
const { Runner, reporters } = require("mocha");

/** The files of tests that a failure kept from running: suites that bail do not begin any more when another has failed. */
function notRun(suite) {
    const files = [];
    suite.eachTest((test) => {
        if (test.state === undefined && !test.isPending()) files.push(test.file ?? test.parent?.file);
    });
    return files;
}

module.exports = class SpecAndCounts extends reporters.Spec {
    constructor(runner, options) {
        super(runner, options);
        const failed = [];
        runner.on(Runner.constants.EVENT_TEST_FAIL, (test, error) => {
            failed.push({ file: test.file ?? test.parent?.file, text: `${test.fullTitle()}\n${error.stack ?? error.message}` });
        });
        runner.once(Runner.constants.EVENT_RUN_END, () => {
            const { passes, failures, pending } = runner.stats;
            const counts = { passed: passes, failed: failures, skipped: pending, failures: failed, notRun: notRun(runner.suite) };
            fs.writeFileSync(options.reporterOptions.output, JSON.stringify(counts));
        });
    }
};
