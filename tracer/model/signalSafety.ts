/** Functions of the C library that a signal handler must not call, since it may have interrupted them (signal-safety(7)). */

/** What keeps locks or data of its own that a handler may find half changed: families of what signal-safety(7) does not list. */
const unsafe =
    /^_*(IO_)?(v?[fs]?n?w?printf(_chk)?|dprintf|puts|fputs|f?putc|putchar|fwrite|fread|fgets|getline|getdelim|f?getc|getchar|v?f?scanf|perror|psignal|fflush|fopen(64)?|fdopen|fclose|popen|pclose|system|malloc|calloc|realloc|free|vsyslog|syslog|pthread_mutex_lock|pthread_cond_wait|sem_wait|opendir|readdir|localtime|getaddrinfo|dlopen|exit)$/;

export function isUnsafeInHandlers(name: string): boolean {
    return unsafe.test(name);
}
