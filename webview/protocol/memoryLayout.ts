/** How a program sees memory that it shares: a variable leads there, and its type says what stands where. */
export interface MemoryField {
    /** "head", "items[0].price"; empty: all of it is one number. */
    readonly name: string;
    /** From where the variable leads, in bytes. */
    readonly offset: number;
    /** Bytes, of each of `count` that follow each other. */
    readonly size: number;
    readonly count: number;
    /** `opaque`: the C library's alone, such as a mutex. */
    readonly form: "signed" | "unsigned" | "float" | "pointer" | "text" | "opaque";
}

export interface MemoryLayout {
    readonly variable: string;
    /** "struct ring" */
    readonly type: string;
    /** Where in the object it leads, in bytes. */
    readonly offset: number;
    readonly fields: readonly MemoryField[];
}
