import { TracedPrograms } from "./tracedPrograms";

/** What the engine's probe says of this machine. */
export async function machineHasDebugRegisters(): Promise<boolean> {
    const traced = await TracedPrograms.start(["/bin/true"]);
    try {
        return await traced.control.debugRegistersWork();
    } finally {
        await traced.dispose();
    }
}
