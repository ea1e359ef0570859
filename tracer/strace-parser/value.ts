/** An argument, or a part of one, as a log writes it. */
export type Value =
    | NumberValue
    | TextValue
    | NameValue
    | JoinedValue
    | AppliedValue
    | StructureValue
    | ListValue
    | NamedValue
    | ChangedValue
    | OmittedValue;

export interface NumberValue {
    readonly is: "number";
    /** A bigint only where a number would not be exact. */
    readonly value: number | bigint;
    /** What stands in angle brackets behind it (-y, -yy, -Y), still escaped; null: nothing. */
    readonly about: string | null;
    /** `</path>(deleted)` */
    readonly deleted: boolean;
    /** What stands in a comment behind it (-X verbose, --decode-pids); null: nothing. */
    readonly comment: string | null;
}

/** A quoted string. `bytesOf` decodes it. */
export interface TextValue {
    readonly is: "text";
    /** Between the quotes, still escaped. */
    readonly raw: string;
    /** It goes on beyond what the log shows (-s). */
    readonly cut: boolean;
    /** A name that begins with a zero byte, which the log writes as @ (unix(7), abstract). */
    readonly abstract: boolean;
}

/** A constant, such as O_RDONLY or NULL. */
export interface NameValue {
    readonly is: "name";
    readonly name: string;
    /** As of a number: `AT_FDCWD</home/a>`. */
    readonly about: string | null;
}

/** `O_RDWR|O_CREAT`, `8192*1024`, `WIFEXITED(s) && WEXITSTATUS(s) == 0`. All from left to right, whatever the operators. */
export interface JoinedValue {
    readonly is: "joined";
    readonly operator: string;
    readonly left: Value;
    readonly right: Value;
}

/** `htons(80)`, `makedev(0x1, 0x3)` */
export interface AppliedValue {
    readonly is: "applied";
    readonly name: string;
    readonly arguments: readonly Value[];
}

/** `{sa_family=AF_UNIX, ...}`; fields without names are of older versions. */
export interface StructureValue {
    readonly is: "structure";
    readonly items: readonly Value[];
    /** It has more than the log shows. */
    readonly cut: boolean;
}

/** `[3, 4]`, or a set of signals: `[INT CHLD]`, `~[RTMIN RT_1]`. */
export interface ListValue {
    readonly is: "list";
    readonly items: readonly Value[];
    readonly cut: boolean;
    /** `~`: all but these. */
    readonly inverted: boolean;
}

/** `sin_port=htons(80)` */
export interface NamedValue {
    readonly is: "named";
    readonly name: string;
    readonly value: Value;
}

/** `[128 => 16]`: what was given, and what came back. */
export interface ChangedValue {
    readonly is: "changed";
    readonly before: Value;
    readonly after: Value;
}

/** `...`, `?`: the log does not say. */
export interface OmittedValue {
    readonly is: "omitted";
}

/** The field of a structure; undefined: it has none of that name. */
export function field(value: Value | undefined, name: string): Value | undefined {
    if (value?.is !== "structure") return undefined;
    for (const item of value.items) if (item.is === "named" && item.name === name) return item.value;
    return undefined;
}

/** The items of a list; none of what is no list. */
export function itemsOf(value: Value | undefined): readonly Value[] {
    return value?.is === "list" ? value.items : [];
}
