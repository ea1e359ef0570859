/* A child uses shared memory without any call, a parent waits for it; both until a signal comes. */
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static volatile sig_atomic_t is_over;

static void end(int signal)
{
    (void) signal;
    is_over = 1;
}

int main(void)
{
    volatile uint64_t *memory = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    sigaction(SIGUSR1, &(struct sigaction){ .sa_handler = end }, NULL);
    pid_t child = fork();
    if (child == 0) {
        uint64_t count = 0;
        while (!is_over)
            memory[count++ % 512] = count;
        return 0;
    }
    int status;
    printf("%d\n", child);
    fflush(stdout);
    waitpid(child, &status, 0);
    printf("%d %d\n", status, memory[511] > memory[510]);
    return 0;
}
