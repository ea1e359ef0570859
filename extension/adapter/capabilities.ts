import type { DebugProtocol } from "@vscode/debugprotocol";
import { signalFilters } from "./signalStops";

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
    supportsExceptionFilterOptions: true,
    exceptionBreakpointFilters: signalFilters,
};
