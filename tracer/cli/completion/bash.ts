/** Completion for bash(1), which needs no other package. */
import type { DescribedCommand, DescribedOption, Place } from "./describedCommand";

export function bashCompletion(commands: readonly DescribedCommand[], options: readonly DescribedOption[]): string {
    const names = commands.map(({ name }) => name);
    return `# Completion of ipcscope for bash, as 'ipcscope completion bash' prints it.

_ipcscope_words() { mapfile -t COMPREPLY < <(compgen -W "$1" -- "$word"); }

_ipcscope_files() {
    compopt -o filenames
    mapfile -t COMPREPLY < <(compgen -f -- "$word")
}

# Traces and folders; all files where there are no such.
_ipcscope_traces() {
    compopt -o filenames
    mapfile -t COMPREPLY < <(compgen -f -X '!*.ipctrace' -- "$word"; compgen -d -- "$word")
    ((\${#COMPREPLY[@]} > 0)) || _ipcscope_files
}

# A program, and then what it takes itself, as far as bash knows.
_ipcscope_program() {
    if ((COMP_CWORD > first)) && declare -F _comp_command_offset > /dev/null; then
        _comp_command_offset "$first"
    elif ((COMP_CWORD > first)) && declare -F _command_offset > /dev/null; then
        _command_offset "$first"
    elif ((COMP_CWORD > first)) || [[ $word == */* ]]; then
        _ipcscope_files
    else
        mapfile -t COMPREPLY < <(compgen -c -- "$word")
    fi
}

_ipcscope() {
    local word=\${COMP_WORDS[COMP_CWORD]} option=\${COMP_WORDS[COMP_CWORD - 1]} command="" first=0 index
    COMPREPLY=()
    # bash splits --option=value into three words.
    if [[ $word == = ]]; then
        word=""
    elif [[ $option == = ]]; then
        option=\${COMP_WORDS[COMP_CWORD - 2]}
    fi
    # The command; and where words begin that are no options of it: 0 when there are none yet.
    for ((index = 1; index < COMP_CWORD; index++)); do
        if [[ -z $command ]]; then
            [[ \${COMP_WORDS[index]} == -* ]] || command=\${COMP_WORDS[index]}
        elif [[ \${COMP_WORDS[index]} == -- ]]; then
            first=$((index + 1))
            break
        elif [[ \${COMP_WORDS[index]} == = ]]; then
            ((index++))
        elif [[ \${COMP_WORDS[index]} == -* ]]; then
            case "$command \${COMP_WORDS[index]}" in
                ${valuePatterns(commands)}) [[ \${COMP_WORDS[index + 1]} == = ]] || ((index++)) ;;
            esac
        else
            case $command in
                ${commands.flatMap(({ name, passesOn }) => (passesOn ? [name] : [])).join(" | ")}) first=$index; break ;;
            esac
        fi
    done
    ((first > 0)) || case "$command $option" in
${commands.flatMap((command) => command.options.flatMap((option) => valueCase(command, option))).join("\n")}
    esac
    case $command in
        "") _ipcscope_words "${[...names, ...flagsOf(options)].join(" ")}" ;;
${commands.map(commandCase).join("\n")}
    esac
}

complete -F _ipcscope ipcscope
`;
}

function valuePatterns(commands: readonly DescribedCommand[]): string {
    const patterns = commands.flatMap(({ name, options }) =>
        flagsOf(options.filter(({ value }) => value !== null)).map((flag) => `"${name} ${flag}"`),
    );
    return patterns.join(" | ");
}

function valueCase({ name }: DescribedCommand, { flags, value }: DescribedOption): readonly string[] {
    if (value === null) return [];
    // A command line in one word.
    const place = value.place.is === "program" ? "first=$COMP_CWORD; _ipcscope_program" : completes(value.place);
    return [`        ${flags.map((flag) => `"${name} ${flag}"`).join(" | ")}) ${place}; return ;;`];
}

function commandCase({ name, options, argument, passesOn }: DescribedCommand): string {
    const flags = `_ipcscope_words "${flagsOf(options).join(" ")}"`;
    const place = argument === null ? ":" : completes(argument.place);
    if (!passesOn) return `        ${name}) if [[ $word == -* ]]; then ${flags}; else ${place}; fi ;;`;
    return `        ${name})
            if ((first == 0)) && [[ $word == -* ]]; then ${flags}; return; fi
            ((first > 0)) || first=$COMP_CWORD
            ${place} ;;`;
}

function completes(place: Place): string {
    switch (place.is) {
        case "trace":
            return "_ipcscope_traces";
        case "file":
            return "_ipcscope_files";
        case "program":
            return "_ipcscope_program";
        case "words":
            return `_ipcscope_words "${place.words.join(" ")}"`;
        case "anything":
            return ":";
    }
}

function flagsOf(options: readonly DescribedOption[]): readonly string[] {
    return options.flatMap(({ flags }) => flags);
}
