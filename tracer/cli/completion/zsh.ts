/** Completion for zsh(1), by its own functions (zshcompsys(1)). */
import type { DescribedCommand, DescribedOption, Place } from "./describedCommand";

export function zshCompletion(commands: readonly DescribedCommand[], options: readonly DescribedOption[]): string {
    return `#compdef ipcscope
# Completion of ipcscope for zsh, as 'ipcscope completion zsh' prints it.

# The words of the program and its arguments; a "--" before them may be among them.
_ipcscope_arguments() {
    if [[ $words[1] == -- ]]; then
        shift words
        ((CURRENT--))
    fi
    _normal
}

_ipcscope() {
    local curcontext=$curcontext state line
    typeset -A opt_args
    local -a commands=(
${commands.map(({ name, summary }) => `        ${quoted(`${name}:${summary}`)}`).join("\n")}
    )
    _arguments -C \\
${options.flatMap(optionSpecs).map(continued).join("\n")}
        '1:command:->command' \\
        '*::argument:->arguments' && return
    case $state in
        command) _describe command commands ;;
        arguments)
            case $line[1] in
${commands.map(commandCase).join("\n")}
            esac ;;
    esac
}

if [[ $funcstack[1] == _ipcscope ]]; then
    _ipcscope "$@"
else
    compdef _ipcscope ipcscope
fi
`;
}

function commandCase({ name, options, argument, passesOn }: DescribedCommand): string {
    const specs = [
        ...options.flatMap(optionSpecs),
        ...(argument === null ? [] : [quoted(`${passesOn ? "(-)" : ""}1:${argument.name}:${completes(argument.place)}`)]),
        ...(passesOn ? [quoted("*::argument:_ipcscope_arguments")] : []),
    ];
    // -A: what follows the program's name is no option of ours. -S: nor is what follows "--".
    return `                ${name}) _arguments -s -S ${passesOn ? "-A '-*' " : ""}${specs.map((spec) => `\\\n                    ${spec}`).join(" ")} ;;`;
}

function optionSpecs({ flags, description, value, repeatable }: DescribedOption): readonly string[] {
    const remark = `[${description.replace(/[[\]:\\]/g, "\\$&")}]`;
    const excludes = repeatable ? "*" : flags.length > 1 ? `(${flags.join(" ")})` : "";
    return flags.map((flag) => {
        if (value === null) return quoted(`${excludes}${flag}${remark}`);
        const joined = flag.startsWith("--") ? "=" : "+";
        return quoted(`${excludes}${flag}${joined}${remark}:${value.name}:${completes(value.place)}`);
    });
}

function completes(place: Place): string {
    switch (place.is) {
        case "trace":
            return '_files -g "*.ipctrace"';
        case "file":
            return "_files";
        case "program":
            return "_command_names -e";
        case "words":
            return `(${place.words.join(" ")})`;
        case "anything":
            return " ";
    }
}

function continued(spec: string): string {
    return `        ${spec} \\`;
}

function quoted(text: string): string {
    return `'${text.replaceAll("'", "'\\''")}'`;
}
