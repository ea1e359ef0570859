/* lease.c: who holds a lease on a file gets a signal, and the open file description shows that as O_ASYNC (fcntl(2), F_SETLEASE). */
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static void on_break(int signal)
{
    (void) signal;
}

/* Who truncates waits until the holder, told by the signal that it has asked for, gives the lease up. */
static void break_by_truncate(const char *path, int read_only)
{
    sigset_t usr1, before;

    signal(SIGUSR1, on_break);
    sigemptyset(&usr1);
    sigaddset(&usr1, SIGUSR1);
    sigprocmask(SIG_BLOCK, &usr1, &before);
    fcntl(read_only, F_SETSIG, SIGUSR1);
    fcntl(read_only, F_SETLEASE, F_RDLCK);
    if (fork() == 0) {
        close(read_only);
        _exit(truncate(path, 100));
    }
    sigsuspend(&before);
    fcntl(read_only, F_SETLEASE, F_UNLCK);
    wait(NULL);
}

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
    break_by_truncate(path, read_only);
    unlink(path);
    return 0;
}
