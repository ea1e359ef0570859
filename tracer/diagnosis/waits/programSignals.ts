/** Signals that mean what a program makes them mean (signal(7)): nobody else sends them. */
export function isOfPrograms(signal: string): boolean {
    return signal === "SIGUSR1" || signal === "SIGUSR2" || signal.startsWith("SIGRT");
}
