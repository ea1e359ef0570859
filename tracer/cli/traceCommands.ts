/** The commands that look at a trace, with their options and help. */
import { Option, type Command } from "commander";
import { eventKinds } from "../model/happenings";
import { addCheck } from "./checkOptions";
import { colourOption } from "./colourOption";
import { SuggestingOption } from "./completion/describedCommand";
import { eventsCommand, type EventsOptions } from "./eventsCommand";
import { addExchange } from "./exchangeCommands";
import { indexCommand, type IndexOptions } from "./indexCommand";
import { parseInstant } from "./instant";
import { openCommand } from "./openCommand";
import { parseMoment, stateCommand, type StateOptions } from "./stateCommand";
import { subcommand } from "./subcommand";
import { summaryCommand, type SummaryOptions } from "./summaryCommand";

export function addTraceCommands(program: Command): void {
    subcommand(program, "events")
        .summary("print what happened, one event a line")
        .description("Print the events of a trace, one a line.")
        .argument("<trace>", "a file that 'ipcscope record' wrote")
        .option("--json", "as JSON, one object a line")
        .option("--process <id>", "only what this process did: 'p2', or its process number")
        .addOption(new SuggestingOption("--kind <kind>", "only events of this kind, such as 'bytesWritten'", eventKinds))
        .addOption(new Option("--since <moment>", "from this event or time on ('20', '1.25s', '300ms')").argParser(parseInstant("--since")))
        .addOption(new Option("--until <moment>", "up to this event or time").argParser(parseInstant("--until")))
        .option("--all", "every event: do not fold what loaders, locales and the search along PATH do")
        .option("--follow", "go on while the trace is being recorded, until the recording ends")
        .addOption(colourOption())
        .addHelpText("after", eventsHelp)
        .action((trace: string, options: EventsOptions) => eventsCommand(trace, options));

    subcommand(program, "state")
        .summary("print the kernel's objects at one moment")
        .description("Print processes, descriptors, open file descriptions and objects as they were at one moment of a trace.")
        .argument("<trace>", "a file that 'ipcscope record' wrote")
        .addOption(
            new SuggestingOption(
                "--at <moment>",
                "after the event with this number, at a time ('1.25s', '300ms'), at 'last-wait' or at the 'end'",
                ["last-wait", "end"],
            ).argParser(parseMoment),
        )
        .option("--json", "as JSON")
        .addOption(colourOption())
        .addHelpText("after", momentHelp)
        .action((trace: string, options: StateOptions) => stateCommand(trace, options));

    subcommand(program, "summary")
        .summary("print what a trace is about, on one page")
        .description(
            "Print the processes of a trace with their fate, how long they waited and for what, who sent how many bytes to whom, and what failed.",
        )
        .argument("<trace>", "a file that 'ipcscope record' wrote")
        .option("--json", "as JSON")
        .addOption(colourOption())
        .action((trace: string, options: SummaryOptions) => summaryCommand(trace, options));

    subcommand(program, "open")
        .summary("open a trace in VS Code")
        .description("Open a trace in VS Code, by the first of the commands code, codium and code-server that is on the PATH.")
        .argument("<trace>", "a file that 'ipcscope record' wrote")
        .action(openCommand);

    subcommand(program, "index")
        .summary("put an index into a trace, so that it opens at once")
        .description(
            "Put an index into a trace: what VS Code makes of it when it opens it, with the state at many moments and the lines of its stacks. So it " +
                "opens at once, whoever opens it with this version of ipcscope; other versions read the trace as they do without. What is in " +
                "the trace stays as it is.",
        )
        .argument("<trace>", "a file that 'ipcscope record' wrote")
        .addOption(new Option("--recorded", "the recording has just ended").hideHelp())
        .action((trace: string, options: IndexOptions) => indexCommand(trace, options));

    addExchange(program);
    addCheck(program);
}

const eventsHelp = `
What a program's loader, its locales and the search along PATH do is folded into one line each; --json has all events.

A recording that still runs can be looked at from another terminal, with --follow as it goes on.
`;

const momentHelp = `
Without --at it is the end; of a recording that was ended from outside (Ctrl-C, kill), the last moment before that. 'last-wait'
is the last moment at which a process waits.

A recording that still runs can be looked at from another terminal: the end is then what is known so far.
`;
