/* lease.c: who holds a lease on a file gets a signal, and the open file description shows that as O_ASYNC (fcntl(2), F_SETLEASE). */
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

int main(void)
{
    char path[] = "/tmp/ipcscope-lease-XXXXXX";
    int written = mkstemp(path), read_only;

    signal(SIGIO, SIG_IGN);
    fcntl(written, F_SETLEASE, F_WRLCK);
    lseek(written, 0, SEEK_SET);
    fcntl(written, F_SETLEASE, F_UNLCK);
    fcntl(written, F_SETLEASE, F_UNLCK); /* There is none: an error. */
    close(written);

    read_only = open(path, O_RDONLY);
    fcntl(read_only, F_SETLEASE, F_RDLCK);
    open(path, O_WRONLY | O_NONBLOCK); /* It would break the lease: an error. */
    fcntl(read_only, F_SETLEASE, F_UNLCK);
    lseek(read_only, 0, SEEK_SET);
    unlink(path);
    return 0;
}
