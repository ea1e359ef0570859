/** The clocks by which timers go, by their numbers (include/uapi/linux/time.h). */
export const timerClocks: ReadonlyMap<number, string> = new Map([
    [0, "CLOCK_REALTIME"],
    [1, "CLOCK_MONOTONIC"],
    [7, "CLOCK_BOOTTIME"],
    [8, "CLOCK_REALTIME_ALARM"],
    [9, "CLOCK_BOOTTIME_ALARM"],
]);
