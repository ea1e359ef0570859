/* gdb numbers signals in its own way, the same for all systems ("Signals" in gdb's include/gdb/signals.def). */
#ifndef IPCSCOPE_GDB_SIGNALS_H
#define IPCSCOPE_GDB_SIGNALS_H

int gdb_signal_from_linux(int signal);
/* 0 for numbers that Linux has no signal for. */
int gdb_signal_to_linux(int gdb_signal);

#endif
