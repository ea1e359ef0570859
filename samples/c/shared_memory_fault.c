/*
 * shared_memory_fault.c: what the memory of a process does not permit, and a handler that
 * catches it.
 *
 * What to watch for in the diagram:
 *   1. A file is mapped to read only (r--). A write to it is no system call that could fail:
 *      the processor refuses it, and the kernel sends SIGSEGV. The event tells the address,
 *      which object is mapped there, and what is allowed.
 *   2. Of a file that is shorter than its mapping, only the pages that it has can be used.
 *      Behind them there is no memory, although the address is mapped: SIGBUS.
 *   3. After munmap() the same pointer leads nowhere: SIGSEGV again, for another reason.
 *   4. The handler leaves with siglongjmp(), since otherwise the same access would be tried
 *      again and again.
 */
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static char path[] = "/tmp/ipcscope-fault-XXXXXX";
static sigjmp_buf before_the_access;
static volatile sig_atomic_t caught;

static void die(const char *call)
{
    perror(call);
    unlink(path);
    exit(EXIT_FAILURE);
}

static void on_fault(int signal_number)
{
    caught = signal_number;
    siglongjmp(before_the_access, 1);
}

static void catch(int signal_number)
{
    struct sigaction action;

    memset(&action, 0, sizeof action);
    action.sa_handler = on_fault;
    if (sigaction(signal_number, &action, NULL) == -1)
        die("sigaction");
}

/* Which signal the write leads to; 0: none. */
static int write_to(volatile char *address)
{
    caught = 0;
    if (sigsetjmp(before_the_access, 1) == 0)
        *address = 'x';
    return caught;
}

static const char *name_of(int signal_number)
{
    return signal_number == 0 ? "nothing" : signal_number == SIGSEGV ? "SIGSEGV" : "SIGBUS";
}

static char *map(int file, size_t length, int protection)
{
    char *memory = mmap(NULL, length, protection, MAP_SHARED, file, 0);
    if (memory == MAP_FAILED)
        die("mmap");
    return memory;
}

int main(void)
{
    size_t page = (size_t) sysconf(_SC_PAGESIZE);

    setvbuf(stdout, NULL, _IOLBF, 0); /* Each line goes out at once. */
    catch(SIGSEGV);
    catch(SIGBUS);

    int file = mkstemp(path);
    if (file == -1)
        die("mkstemp");
    if (ftruncate(file, 100) == -1)
        die("ftruncate");

    /* Stop 1: two mappings of one file, of 100 bytes: one to read, one of two pages to write. */
    char *view = map(file, page, PROT_READ);
    char *memory = map(file, 2 * page, PROT_READ | PROT_WRITE);

    printf("a write to its first byte: %s\n", name_of(write_to(memory)));
    /* Stop 2: the rest of its last page is memory too, but no part of the file. */
    printf("a write behind its end, on the same page: %s\n", name_of(write_to(memory + 200)));
    /* Stop 3: the second page is mapped, and the file has none. */
    printf("a write to the next page: %s\n", name_of(write_to(memory + page)));
    /* Stop 4: this mapping is r--. */
    printf("a write to what is mapped to read only: %s\n", name_of(write_to(view)));

    munmap(memory, 2 * page);
    /* Stop 5: the pointer is still there, the mapping is not. */
    printf("a write to what was mapped: %s\n", name_of(write_to(memory)));

    munmap(view, page);
    close(file);
    unlink(path);
    return EXIT_SUCCESS;
}
