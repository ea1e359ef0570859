/** What a shell needs to know of a command to complete its words, read from commander's own commands. */
import { Option, type Command } from "commander";

/** What may stand in a place. */
export type Place =
    | { readonly is: "trace" | "file" | "program" }
    | { readonly is: "words"; readonly words: readonly string[] }
    /** Something of which nothing is known. */
    | { readonly is: "anything" };

export interface DescribedOption {
    /** "-o" and "--output". */
    readonly flags: readonly string[];
    readonly description: string;
    /** Null: it takes no value. */
    readonly value: { readonly name: string; readonly place: Place } | null;
    readonly repeatable: boolean;
}

export interface DescribedCommand {
    readonly name: string;
    readonly summary: string;
    readonly options: readonly DescribedOption[];
    /** Of its first argument. */
    readonly argument: { readonly name: string; readonly place: Place } | null;
    /** What follows the first argument is a command line of its own. */
    readonly passesOn: boolean;
}

/** An option whose values a shell may suggest, beside others. */
export class SuggestingOption extends Option {
    constructor(
        flags: string,
        description: string,
        readonly suggestions: readonly string[],
    ) {
        super(flags, description);
    }
}

export function describedCommands(program: Command): readonly DescribedCommand[] {
    return program.createHelp().visibleCommands(program).map(describe);
}

export function describedOptions(command: Command): readonly DescribedOption[] {
    return command.createHelp().visibleOptions(command).map(describeOption);
}

function describe(command: Command): DescribedCommand {
    const [first] = command.registeredArguments;
    return {
        name: command.name(),
        summary: command.summary(),
        options: describedOptions(command),
        argument: first === undefined ? null : { name: first.name(), place: placeOf(first.name(), first.argChoices) },
        passesOn: first?.name() === "program",
    };
}

function describeOption(option: Option): DescribedOption {
    const suggestions = option instanceof SuggestingOption ? option.suggestions : option.argChoices;
    const name = /<(.+)>/.exec(option.flags)?.[1];
    return {
        flags: [option.short, option.long].filter((flag) => flag !== undefined),
        description: option.description,
        value: name === undefined ? null : { name, place: placeOf(name, suggestions) },
        repeatable: Array.isArray(option.defaultValue),
    };
}

/** Usage texts name what stands in a place. */
function placeOf(name: string, words: readonly string[] | undefined): Place {
    if (words !== undefined) return { is: "words", words };
    if (name === "log") return { is: "file" };
    return name === "trace" || name === "file" || name === "program" ? { is: name } : { is: "anything" };
}
