/** How a client comes from the request to open a session for a process to that process: the configuration carries it. */
export interface ProcessAddress {
    readonly __process: {
        /** The UNIX socket at which the launch serves the sessions of its processes. */
        readonly socket: string;
        readonly pid: number;
    };
}

export function isProcessAddress(configuration: object): configuration is ProcessAddress {
    const address: unknown = Reflect.get(configuration, "__process");
    return (
        typeof address === "object" &&
        address !== null &&
        typeof Reflect.get(address, "socket") === "string" &&
        typeof Reflect.get(address, "pid") === "number"
    );
}
