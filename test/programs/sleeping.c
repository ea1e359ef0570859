/*
 * sleeping.c: a child for each call in which a process sleeps, each in a line of its own ("Sleeps: CALL."). After a while
 * they are killed.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/aio_abi.h>
#include <mqueue.h>
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

static int file;
static int ends[2]; /* of a pair of sockets, of which nobody receives */
static int queue, semaphores;

static int must(int result, const char *what)
{
    if (result != -1)
        return result;
    perror(what);
    exit(EXIT_FAILURE);
}

static int temporary_file(void)
{
    char path[] = "/tmp/ipcscope-sleeping-XXXXXX";
    int descriptor = must(mkstemp(path), "mkstemp");

    unlink(path);
    return descriptor;
}

/* Another open file description of it, whose locks exclude those of the first. */
static int opened_again(int descriptor)
{
    char path[64];

    snprintf(path, sizeof path, "/proc/self/fd/%d", descriptor);
    return must(open(path, O_RDWR), "open");
}

static struct flock whole(void)
{
    return (struct flock){ .l_type = F_WRLCK, .l_whence = SEEK_SET };
}

static void sleep_in_flock(void)
{
    int other = opened_again(file);

    must(flock(file, LOCK_EX), "flock");
    flock(other, LOCK_EX); /* Sleeps: flock. */
}

/* Locks of a process exclude those of another. */
static void sleep_in_setlkw(void)
{
    struct flock lock = whole();
    int ready[2];
    char byte;

    must(pipe(ready), "pipe");
    if (fork() == 0) {
        must(fcntl(file, F_SETLK, &lock), "F_SETLK");
        must((int) write(ready[1], "", 1), "write");
        for (;;)
            pause();
    }
    must((int) read(ready[0], &byte, 1), "read");
    fcntl(file, F_SETLKW, &lock); /* Sleeps: fcntl. */
}

static void sleep_in_ofd_setlkw(void)
{
    int other = opened_again(file);
    struct flock lock = whole();

    must(fcntl(file, F_OFD_SETLK, &lock), "F_OFD_SETLK");
    fcntl(other, F_OFD_SETLKW, &lock); /* Sleeps: fcntl-ofd. */
}

static int listening_socket(void)
{
    int listener = must(socket(AF_UNIX, SOCK_STREAM, 0), "socket");
    struct sockaddr_un any = { .sun_family = AF_UNIX };

    must(bind(listener, (struct sockaddr *) &any, sizeof any.sun_family), "bind");
    must(listen(listener, 0), "listen");
    return listener;
}

static void sleep_in_accept(void)
{
    accept(listening_socket(), NULL, NULL); /* Sleeps: accept. */
}

/* The first fills the queue of those who wait to be accepted (unix_stream_connect in the kernel). */
static void sleep_in_connect(void)
{
    struct sockaddr_un address;
    socklen_t length = sizeof address;
    int clients[2];
    int listener = listening_socket();

    must(getsockname(listener, (struct sockaddr *) &address, &length), "getsockname");
    for (int i = 0; i < 2; i++)
        clients[i] = must(socket(AF_UNIX, SOCK_STREAM, 0), "socket");
    must(connect(clients[0], (struct sockaddr *) &address, length), "connect");
    connect(clients[1], (struct sockaddr *) &address, length); /* Sleeps: connect. */
}

static void sleep_in_recv(void)
{
    char byte;
    recv(ends[0], &byte, 1, 0); /* Sleeps: recvfrom. */
}

static void sleep_in_recvmsg(void)
{
    char byte;
    struct iovec vector = { &byte, 1 };
    struct msghdr message = { .msg_iov = &vector, .msg_iovlen = 1 };
    recvmsg(ends[0], &message, 0); /* Sleeps: recvmsg. */
}

static char much[1 << 16];

static void sleep_in_send(void)
{
    for (;;)
        send(ends[0], much, sizeof much, 0); /* Sleeps: sendto. */
}

static void sleep_in_sendmsg(void)
{
    struct iovec vector = { much, sizeof much };
    struct msghdr message = { .msg_iov = &vector, .msg_iovlen = 1 };
    for (;;)
        sendmsg(ends[0], &message, 0); /* Sleeps: sendmsg. */
}

static void sleep_in_msgrcv(void)
{
    struct {
        long type;
        char text[8];
    } message;
    msgrcv(queue, &message, sizeof message.text, 0, 0); /* Sleeps: msgrcv. */
}

static void sleep_in_semop(void)
{
    struct sembuf down = { 0, -1, 0 };
    semop(semaphores, &down, 1); /* Sleeps: semop. */
}

static void sleep_in_semaphore(void)
{
    sem_t semaphore;
    must(sem_init(&semaphore, 0, 0), "sem_init");
    sem_wait(&semaphore); /* Sleeps: futex. */
}

static void sleep_in_mutex(void)
{
    pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
    pthread_mutex_lock(&mutex);
    pthread_mutex_lock(&mutex); /* Sleeps: futex-mutex. */
}

static void sleep_in_condition(void)
{
    pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
    pthread_cond_t condition = PTHREAD_COND_INITIALIZER;
    pthread_mutex_lock(&mutex);
    pthread_cond_wait(&condition, &mutex); /* Sleeps: futex-condition. */
}

static void sleep_in_barrier(void)
{
    pthread_barrier_t barrier;
    pthread_barrier_init(&barrier, NULL, 2);
    pthread_barrier_wait(&barrier); /* Sleeps: futex-barrier. */
}

static void sleep_in_rwlock(void)
{
    pthread_rwlock_t rwlock = PTHREAD_RWLOCK_INITIALIZER;
    pthread_rwlock_rdlock(&rwlock);
    pthread_rwlock_wrlock(&rwlock); /* Sleeps: futex-rwlock. */
}

static void sleep_in_named_semaphore(void)
{
    char name[64];

    snprintf(name, sizeof name, "/ipcscope-sleeping-%d", (int) getpid());
    sem_t *semaphore = sem_open(name, O_CREAT | O_EXCL, 0600, 0);
    if (semaphore == SEM_FAILED)
        exit(EXIT_FAILURE);
    sem_unlink(name);
    sem_wait(semaphore); /* Sleeps: futex-named. */
}

static void *sleeper(void *nothing)
{
    for (;;)
        pause();
    return nothing;
}

static void sleep_in_join(void)
{
    pthread_t thread;
    if (pthread_create(&thread, NULL, sleeper, NULL) != 0)
        exit(EXIT_FAILURE);
    pthread_join(thread, NULL); /* Sleeps: futex-join. */
}

static void sleep_in_mq_receive(void)
{
    struct mq_attr attributes = { .mq_maxmsg = 1, .mq_msgsize = 8 };
    char name[64];
    char message[8];

    snprintf(name, sizeof name, "/ipcscope-sleeping-%d", (int) getpid());
    mqd_t messages = mq_open(name, O_RDWR | O_CREAT | O_EXCL, 0600, &attributes);
    must(messages, "mq_open");
    mq_unlink(name);
    mq_receive(messages, message, sizeof message, NULL); /* Sleeps: mq_timedreceive. */
}

static void sleep_in_mq_send(void)
{
    struct mq_attr attributes = { .mq_maxmsg = 1, .mq_msgsize = 8 };
    char name[64];

    snprintf(name, sizeof name, "/ipcscope-sleeping-%d", (int) getpid());
    mqd_t messages = mq_open(name, O_RDWR | O_CREAT | O_EXCL, 0600, &attributes);
    must(messages, "mq_open");
    mq_unlink(name);
    must(mq_send(messages, "first", 5, 0), "mq_send");
    mq_send(messages, "second", 6, 0); /* Sleeps: mq_timedsend. */
}

static void sleep_in_getevents(void)
{
    aio_context_t context = 0;
    struct io_event event;
    must((int) syscall(SYS_io_setup, 1, &context), "io_setup");
    syscall(SYS_io_getevents, context, 1, 1, &event, NULL); /* Sleeps: io_getevents. */
}

static void sleep_in_sigsuspend(void)
{
    sigset_t none;
    sigemptyset(&none);
    sigsuspend(&none); /* Sleeps: rt_sigsuspend. */
}

static void sleep_in_sigwait(void)
{
    sigset_t set;
    int signal;
    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    sigprocmask(SIG_BLOCK, &set, NULL);
    sigwait(&set, &signal); /* Sleeps: rt_sigtimedwait. */
}

static void sleep_in_waitpid(void)
{
    pid_t child = fork();
    if (child == 0)
        sleeper(NULL);
    waitpid(child, NULL, 0); /* Sleeps: wait4. */
}

static const struct {
    const char *name;
    void (*sleeps)(void);
} calls[] = {
    { "flock", sleep_in_flock },
    { "fcntl", sleep_in_setlkw },
    { "fcntl-ofd", sleep_in_ofd_setlkw },
    { "accept", sleep_in_accept },
    { "connect", sleep_in_connect },
    { "recvfrom", sleep_in_recv },
    { "recvmsg", sleep_in_recvmsg },
    { "sendto", sleep_in_send },
    { "sendmsg", sleep_in_sendmsg },
    { "msgrcv", sleep_in_msgrcv },
    { "semop", sleep_in_semop },
    { "futex", sleep_in_semaphore },
    { "futex-join", sleep_in_join },
    { "futex-mutex", sleep_in_mutex },
    { "futex-condition", sleep_in_condition },
    { "futex-barrier", sleep_in_barrier },
    { "futex-rwlock", sleep_in_rwlock },
    { "futex-named", sleep_in_named_semaphore },
    { "mq_timedreceive", sleep_in_mq_receive },
    { "mq_timedsend", sleep_in_mq_send },
    { "io_getevents", sleep_in_getevents },
    { "rt_sigsuspend", sleep_in_sigsuspend },
    { "rt_sigtimedwait", sleep_in_sigwait },
    { "wait4", sleep_in_waitpid },
};

enum { call_count = sizeof calls / sizeof *calls };

/* In a process group of its own, so that its children end with it. */
static pid_t start(unsigned number)
{
    pid_t child = must(fork(), "fork");

    if (child != 0)
        return child;
    setpgid(0, 0);
    file = temporary_file();
    must(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), "socketpair");
    calls[number].sleeps();
    _exit(0);
}

int main(void)
{
    pid_t children[call_count];

    queue = must(msgget(IPC_PRIVATE, 0600), "msgget");
    semaphores = must(semget(IPC_PRIVATE, 1, 0600), "semget");
    for (unsigned i = 0; i < call_count; i++)
        children[i] = start(i);
    usleep(500 * 1000);
    for (unsigned i = 0; i < call_count; i++)
        kill(-children[i], SIGKILL);
    for (unsigned i = 0; i < call_count; i++)
        waitpid(children[i], NULL, 0);
    msgctl(queue, IPC_RMID, NULL);
    semctl(semaphores, 0, IPC_RMID);
    return 0;
}
