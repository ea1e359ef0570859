import type { EngineFile } from "./readEngine";

const declarations = "targets/tasks.h";
/** Creates and frees the structures, and owns the members of which nothing else is said. */
const coreOwner = "targets/tasks.c";

interface Member {
    readonly name: string;
    /** The files (or folders) that may mention it; those that may write it, where everybody may read it. */
    readonly owners: readonly string[] | { readonly writers: readonly string[] };
}

/**
 * In `targets/tasks.h` the comment beside a member names the files, or the folders, that may mention it. Members without such a comment may be
 * read by everybody and are written in `targets/tasks.c`, or in the file that the comment names after `written by`.
 */
export function ownershipViolations(files: readonly EngineFile[]): string[] {
    const header = files.find(({ name }) => name === declarations);
    if (header === undefined) return [`${declarations} is missing`];
    const members = readMembers(header.text);
    const known = new Set(files.map(({ name }) => name));
    return members.flatMap((member) => [
        ...owningFiles(member)
            .filter((owner) => !known.has(owner) && !owner.endsWith("/"))
            .map((owner) => `${declarations}: ${member.name} belongs to ${owner}, which does not exist`),
        ...strangers(member, files).map(
            (name) => `${name} ${verbFor(member)} ${member.name}, which belongs to ${owningFiles(member).join(", ")}`,
        ),
    ]);
}

function verbFor(member: Member): string {
    return "writers" in member.owners ? "writes" : "mentions";
}

function owningFiles({ owners }: Member): readonly string[] {
    return "writers" in owners ? owners.writers : owners;
}

function strangers(member: Member, files: readonly EngineFile[]): string[] {
    const owning = owningFiles(member);
    const mention =
        "writers" in member.owners
            ? new RegExp(`\\b(?:task|process|space|thread|child|creator|caller|each|other)->${member.name} (?:[-+|&]?=) `)
            : new RegExp(`->${member.name}\\b`);
    const isOwner = (name: string): boolean =>
        name === coreOwner || owning.some((owner) => (owner.endsWith("/") ? name.startsWith(owner) : name === owner));
    return files.filter(({ name, text }) => name.endsWith(".c") && !isOwner(name) && mention.test(text)).map(({ name }) => name);
}

function readMembers(header: string): Member[] {
    return ["address_space", "process", "task"].flatMap((structure) => {
        const body = new RegExp(`^struct ${structure} \\{\\n([^}]*)^\\};`, "m").exec(header)?.[1] ?? "";
        return body.split("\n").flatMap((line) => {
            const [, declared, comment = ""] = /^ {4}(\w[^;]*);(?: +\/\* (.*) \*\/)?$/.exec(line) ?? [];
            return declared === undefined ? [] : namesIn(declared).map((name) => ({ name, owners: ownersIn(comment) }));
        });
    });
}

/** `struct process *next, *previous` */
function namesIn(declared: string): string[] {
    return declared.split(",").flatMap((part) => /(\w+)(?:\[\d+\])?$/.exec(part.trim())?.[1] ?? []);
}

function ownersIn(comment: string): Member["owners"] {
    const filesIn = comment.match(/\w+\/(?:\w+\.c)?/g) ?? [];
    if (filesIn.length > 0 && !comment.includes("written by")) return filesIn;
    return { writers: filesIn.length > 0 ? filesIn : [coreOwner] };
}
