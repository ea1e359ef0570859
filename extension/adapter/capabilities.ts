import type { DebugProtocol } from "@vscode/debugprotocol";

/** What sessions of both kinds can do: a client may ask before it says which kind it wants. */
export const capabilities: DebugProtocol.Capabilities = {
    supportsConfigurationDoneRequest: true,
    supportsConditionalBreakpoints: true,
    supportsHitConditionalBreakpoints: true,
    supportsLogPoints: true,
    supportsFunctionBreakpoints: true,
    supportsDataBreakpoints: true,
    supportsInstructionBreakpoints: true,
    supportsEvaluateForHovers: true,
    supportsSetVariable: true,
    supportsSteppingGranularity: true,
    supportsDisassembleRequest: true,
    supportsReadMemoryRequest: true,
    supportsWriteMemoryRequest: true,
    supportsRestartRequest: true,
    supportsTerminateRequest: true,
    exceptionBreakpointFilters: [
        {
            filter: "crash",
            label: "Crashes",
            description: "Stop when a program is about to die of SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT or SIGSYS.",
            default: true,
        },
    ],
};
