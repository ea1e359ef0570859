/* `ipcscope with-writers PROGRAM ARGS`, for the debug adapter: runs the program, and passes on what is written to its standard
 * output and error, each piece with the process that wrote it. */
#ifndef IPCSCOPE_FRONT_WRITERS_H
#define IPCSCOPE_FRONT_WRITERS_H

/* Ends this process as the program ended, when nobody can write any more. On standard output, for each piece: u32 pid (as we
 * see it; 0: nobody knows) · u32 descriptor (1 or 2) · u32 length · the bytes. Integers are little-endian. */
void writers_run(char **command) __attribute__((noreturn));

#endif
