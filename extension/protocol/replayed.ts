/** A launch configuration that names a trace and nothing to run: the trace is replayed. */
export interface ReplayConfiguration {
    /** The file. */
    readonly trace: string;
}

export function isReplay(configuration: object): configuration is ReplayConfiguration {
    const given = (name: string): boolean => {
        const value: unknown = Reflect.get(configuration, name);
        return typeof value === "string" && value !== "";
    };
    return given("trace") && !given("program") && !given("runtimeExecutable");
}
