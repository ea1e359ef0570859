/*
 * A thread that waits at words among the program's own variables: in a structure, in an array, of a function, behind
 * much that is zero when the program begins. The main thread goes on only when it waits there.
 */
#include <pthread.h>
#include <semaphore.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

static char zeroed[100000];
static struct table {
    int seats;
    struct {
        pthread_mutex_t lock;
    } forks[3];
    pthread_cond_t changed;
} table;
static sem_t served;
static pthread_mutex_t filled[2] = { { { .__kind = PTHREAD_MUTEX_NORMAL } }, { { .__kind = PTHREAD_MUTEX_NORMAL, .__spins = 1 } } };
static volatile pid_t other;

static pthread_rwlock_t *hall(void)
{
    static pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;

    return &lock;
}

static void *guest(void *nothing)
{
    other = (pid_t) syscall(SYS_gettid);
    pthread_mutex_lock(&filled[1]);
    pthread_rwlock_rdlock(hall());
    pthread_mutex_lock(&table.forks[2].lock);
    pthread_cond_wait(&table.changed, &table.forks[2].lock);
    sem_wait(&served);
    return nothing;
}

static void until_it_waits(const void *from, size_t length)
{
    unsigned long call = 0, address = 0, start = (unsigned long) from;
    char path[64];

    while (call != SYS_futex || address < start || address >= start + length) {
        FILE *file;

        usleep(1000);
        snprintf(path, sizeof path, "/proc/self/task/%d/syscall", (int) other);
        file = fopen(path, "r");
        if (file == NULL || fscanf(file, "%lu %lx", &call, &address) != 2)
            call = 0;
        if (file != NULL)
            fclose(file);
    }
}

int main(int argc, char *argv[])
{
    pthread_t thread;

    zeroed[argc] = argv[0][0];
    pthread_mutex_lock(&filled[1]);
    pthread_rwlock_wrlock(hall());
    pthread_mutex_lock(&table.forks[2].lock);
    pthread_create(&thread, NULL, guest, NULL);
    until_it_waits(&filled[1], sizeof filled[1]);
    pthread_mutex_unlock(&filled[1]);
    until_it_waits(hall(), sizeof *hall());
    pthread_rwlock_unlock(hall());
    until_it_waits(&table.forks[2].lock, sizeof table.forks[2].lock);
    pthread_mutex_unlock(&table.forks[2].lock);
    until_it_waits(&table.changed, sizeof table.changed);
    pthread_cond_signal(&table.changed);
    until_it_waits(&served, sizeof served);
    sem_post(&served);
    pthread_join(thread, NULL);
    return EXIT_SUCCESS;
}
