import type { DebugProtocol } from "@vscode/debugprotocol";

/** What the session of a replayed process can do. */
export const processCapabilities: DebugProtocol.Capabilities = {
    supportsConfigurationDoneRequest: true,
    supportsConditionalBreakpoints: true,
    supportsHitConditionalBreakpoints: true,
    supportsEvaluateForHovers: true,
    supportsSteppingGranularity: true,
    supportsRestartRequest: true,
    supportsStepBack: true,
    supportsGotoTargetsRequest: true,
    supportsDataBreakpoints: true,
};

/** What a replay can do where it differs from a launch, whose capabilities the client was told before. */
export const replayCapabilities: DebugProtocol.Capabilities = {
    supportsStepBack: true,
    supportsGotoTargetsRequest: true,
    supportsDataBreakpoints: true,
    supportsLogPoints: false,
    supportsFunctionBreakpoints: false,
    supportsInstructionBreakpoints: false,
    supportsSetVariable: false,
    supportsDisassembleRequest: false,
    supportsReadMemoryRequest: false,
    supportsWriteMemoryRequest: false,
    supportsTerminateRequest: false,
    supportsExceptionFilterOptions: false,
};
