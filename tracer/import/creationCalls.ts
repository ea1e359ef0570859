/** The calls that make a process or a thread. */
export function isCreation(name: string): boolean {
    return name === "fork" || name === "vfork" || name === "clone" || name === "clone3";
}
