import type { DebugProtocol } from "@vscode/debugprotocol";

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
