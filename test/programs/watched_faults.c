/* What a program does about faults and protections in shared memory, which is to be as it would be alone. Each part prints what it saw. */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/shm.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <ucontext.h>
#include <unistd.h>

enum { page = 4096 };

static volatile unsigned char *memory;
static volatile int faults, last_code, last_error, last_trap;
static volatile long last_offset;
static sigjmp_buf out;
static volatile int opens, touches;

static void on_fault(int signal, siginfo_t *information, void *context)
{
    const ucontext_t *state = context;
    (void) signal;
    faults++;
    last_code = information->si_code;
    last_offset = (long) ((unsigned char *) information->si_addr - memory);
    last_error = (int) state->uc_mcontext.gregs[REG_ERR];
    last_trap = (int) state->uc_mcontext.gregs[REG_TRAPNO];
    if (touches)
        memory[page + 8]++; /* SIGSEGV is blocked here */
    if (opens)
        mprotect((void *) memory, page, PROT_READ | PROT_WRITE);
    else
        siglongjmp(out, 1);
}

static void say(const char *what)
{
    printf("%s: %d faults, signal code %d, offset %ld, error %d, trap %d, bytes %d %d\n", what, faults, last_code, last_offset, last_error,
           last_trap, memory[page], memory[page + 8]);
}

static void handle(int signal, int flags)
{
    struct sigaction action = { .sa_sigaction = on_fault, .sa_flags = SA_SIGINFO | flags };
    sigaction(signal, &action, NULL);
}

static void attempt_write(void)
{
    if (sigsetjmp(out, 1) == 0)
        memory[3] = 7;
}

static void attempt_read(volatile const unsigned char *place)
{
    if (sigsetjmp(out, 1) == 0)
        (void) *place;
}

static void own_protections(void)
{
    handle(SIGSEGV, 0);
    mprotect((void *) memory, page, PROT_READ);
    attempt_read(memory);
    say("a read of what may be read");
    attempt_write();
    say("a write to what may be read");
    mprotect((void *) memory, page, PROT_NONE);
    attempt_read(memory);
    say("a read of nothing");
    opens = 1;
    mprotect((void *) memory, page, PROT_READ);
    memory[3] = 9;
    printf("after the handler opened it: %d\n", memory[3]);
    say("a write that a handler let through");
    mprotect((void *) memory, page, PROT_READ);
    touches = 1;
    memory[3] = 10;
    say("a handler that uses the memory");
    touches = opens = 0;
    attempt_read(NULL);
    printf("a null pointer: %d faults, signal code %d, error %d\n", faults, last_code, last_error);
}

static void print_disposition(const char *what)
{
    struct sigaction action;
    sigset_t mask;
    sigaction(SIGSEGV, NULL, &action);
    sigprocmask(SIG_SETMASK, NULL, &mask);
    printf("%s: handler %s, flags %x, blocked %d\n", what,
           action.sa_handler == SIG_DFL   ? "default"
           : action.sa_handler == SIG_IGN ? "ignored"
                                          : "its own",
           (unsigned) action.sa_flags & ~0x4000000u, sigismember(&mask, SIGSEGV));
}

static void blocked(void)
{
    sigset_t all, none;
    sigfillset(&all);
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &all, NULL);
    memory[page]++;
    print_disposition("blocked");
    signal(SIGSEGV, SIG_DFL);
    memory[page]++;
    print_disposition("blocked, by default");
    sigprocmask(SIG_SETMASK, &none, NULL);
    signal(SIGSEGV, SIG_IGN);
    memory[page]++;
    print_disposition("ignored");
    if (fork() == 0) {
        memory[page]++;
        print_disposition("ignored in a child");
        fflush(stdout);
        _exit(0);
    }
    wait(NULL);
    handle(SIGSEGV, SA_NODEFER);
    memory[page]++;
    print_disposition("handled");
}

/* A fault that ends the program although it has a handler, since the signal is blocked. */
static void blocked_fault(void)
{
    int status;
    if (fork() == 0) {
        sigset_t all;
        sigfillset(&all);
        sigprocmask(SIG_SETMASK, &all, NULL);
        memory[page]++;
        mprotect((void *) memory, page, PROT_NONE);
        memory[0] = 1;
        _exit(3);
    }
    wait(&status);
    printf("a fault while it is blocked: signal %d\n", WTERMSIG(status));
}

static void bus_error(void)
{
    FILE *file = tmpfile();
    volatile unsigned char *beyond = mmap(NULL, page, PROT_READ | PROT_WRITE, MAP_SHARED, fileno(file), 0);
    handle(SIGBUS, 0);
    attempt_read(beyond + 5);
    printf("beyond the end of a file: %d faults, signal code %d\n", faults, last_code);
    if (ftruncate(fileno(file), page) != 0)
        exit(1);
    beyond[5] = 77;
    printf("within: %d\n", beyond[5]);
    munmap((void *) beyond, page);
    fclose(file);
}

/* Calls that are given pointers into the memory. */
static void calls(void)
{
    int ends[2];
    char text[] = "by a call";
    struct iovec *vectors = (struct iovec *) (memory + 2 * page);
    if (pipe(ends) != 0)
        exit(1);
    vectors[0] = (struct iovec){ text, 3 };
    vectors[1] = (struct iovec){ (void *) (memory + page + 100), 6 };
    memcpy((void *) (memory + page + 100), "vector", 6);
    printf("written: %zd", writev(ends[1], vectors, 2));
    printf(", read: %zd", read(ends[0], (void *) (memory + page + 200), 9));
    printf(", that is %.9s", memory + page + 200);
    struct iovec own[2] = { { text, 2 }, { (void *) (memory + page + 300), 2 } };
    printf(", again %zd", write(ends[1], text, 4));
    printf(", read: %zd, that is %.2s\n", readv(ends[0], own, 2), memory + page + 300);
    errno = 0;
    mprotect((void *) memory, page, PROT_READ);
    printf("into what may be read: %zd", write(ends[1], (void *) memory, 3));
    printf(", %zd", read(ends[0], (void *) memory, 3));
    printf(", %s\n", strerror(errno));
}

/* The kernel marks a lock whose owner has died, in memory that it finds by the owner's list. */
static void robust_lock(void)
{
    pthread_mutex_t *lock = (pthread_mutex_t *) (memory + 3 * page);
    pthread_mutexattr_t attributes;
    pthread_mutexattr_init(&attributes);
    pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED);
    pthread_mutexattr_setrobust(&attributes, PTHREAD_MUTEX_ROBUST);
    pthread_mutex_init(lock, &attributes);
    if (fork() == 0) {
        pthread_mutex_lock(lock);
        _exit(0);
    }
    wait(NULL);
    int error = pthread_mutex_lock(lock);
    printf("a lock whose owner has died: %s\n", strerror(error));
}

/* A filter that lets nothing through that changes protections. */
static void own_filter(void)
{
    static struct sock_filter code[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_mprotect, 1, 0),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_pkey_mprotect, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog filter = { sizeof code / sizeof *code, code };
    int status;
    if (fork() == 0) {
        memory[page]++;
        prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
        prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter);
        memory[page]++;
        _exit(7);
    }
    wait(&status);
    printf("behind a filter of its own: %x\n", status);
}

int main(void)
{
    setvbuf(stdout, NULL, _IOLBF, 0);
    int id = shmget(IPC_PRIVATE, 4 * page, 0600);
    memory = shmat(id, NULL, 0);
    shmctl(id, IPC_RMID, NULL);
    if ((void *) memory == (void *) -1)
        return 1;
    own_protections();
    blocked();
    blocked_fault();
    bus_error();
    calls();
    robust_lock();
    own_filter();
    volatile int *later = mmap(NULL, 2 * page, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    *later = 5;
    later = mremap((void *) later, 2 * page, 8 * page, MREMAP_MAYMOVE);
    printf("moved: %d\n", *later);
    munmap((void *) (later + page / sizeof *later), page);
    printf("cut: %d\n", ++*later);
    printf("detached: %d\n", shmdt((void *) memory));
    return 0;
}
