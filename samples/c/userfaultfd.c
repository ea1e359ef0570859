/*
 * userfaultfd.c: a thread that brings pages when they are touched, as the kernel does it elsewhere.
 *
 * What to watch for in the diagram:
 *   1. userfaultfd() gives a descriptor. UFFDIO_API makes it ready, and UFFDIO_REGISTER names four
 *      pages of memory that are not there: from now on the pager brings them, not the kernel.
 *   2. main() reads a byte of the first page. That is no system call, and yet the thread sleeps: the
 *      kernel has put a message into the descriptor's queue instead of bringing the page.
 *   3. The pager reads the message: which page it is, and what was done to it. UFFDIO_COPY brings the
 *      page, and wakes the sleeper. It makes its access once more, and notices nothing.
 *   4. The last page is brought with zeroes (UFFDIO_ZEROPAGE). What is there already makes no fault.
 *
 * This is demand paging, with the pager in the program. Virtual machines that move to another host
 * while they run get their memory so, page by page, over the network.
 */
#include <errno.h>
#include <fcntl.h>
#include <linux/userfaultfd.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { page_size = 4096, page_count = 4 };

static int faults;
static char *memory;

static void die(const char *call)
{
    perror(call);
    exit(EXIT_FAILURE);
}

static void bring(uint64_t page, int number)
{
    static char text[page_size] __attribute__((aligned(page_size)));

    snprintf(text, sizeof text, "this is page %d", number);
    struct uffdio_copy copy = { .dst = page, .src = (uintptr_t) text, .len = page_size };
    struct uffdio_zeropage zero = { .range = { page, page_size } };
    int result = number < page_count - 1 ? ioctl(faults, UFFDIO_COPY, &copy) : ioctl(faults, UFFDIO_ZEROPAGE, &zero);
    /* A thread that a signal called away asks again for what is there by then. */
    if (result == -1 && errno != EEXIST)
        die("ioctl");
}

static void *bring_pages(void *unused)
{
    for (int left = page_count; left > 0; left--) {
        struct uffd_msg message;
        if (read(faults, &message, sizeof message) != sizeof message)
            die("read");
        uint64_t page = message.arg.pagefault.address & ~(uint64_t) (page_size - 1);
        /* Stop 3: main() sleeps in an access to memory. Step twice: the page is there, and main() runs on. */
        bring(page, (int) ((page - (uintptr_t) memory) / page_size));
    }
    return unused;
}

int main(void)
{
    struct uffdio_api api = { .api = UFFD_API };
    pthread_t pager;
    char first[page_count];

    setvbuf(stdout, NULL, _IOLBF, 0);
    /* Without privileges only faults of the program's own code may be taken, none of the kernel's. */
    faults = (int) syscall(SYS_userfaultfd, O_CLOEXEC | UFFD_USER_MODE_ONLY);
    if (faults == -1)
        die("userfaultfd");
    if (ioctl(faults, UFFDIO_API, &api) == -1)
        die("UFFDIO_API");
    memory = mmap(NULL, page_count * page_size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED)
        die("mmap");
    /* Stop 1: step: four pages are registered with the descriptor. */
    struct uffdio_register range = { .range = { (uintptr_t) memory, page_count * page_size }, .mode = UFFDIO_REGISTER_MODE_MISSING };
    if (ioctl(faults, UFFDIO_REGISTER, &range) == -1)
        die("UFFDIO_REGISTER");
    if (pthread_create(&pager, NULL, bring_pages, NULL) != 0)
        die("pthread_create");
    for (int i = 0; i < page_count; i++) {
        /* Stop 2: continue: this access makes main() sleep, though it calls nothing. */
        first[i] = memory[i * page_size];
    }
    if (pthread_join(pager, NULL) != 0)
        die("pthread_join");
    for (int i = 0; i < page_count; i++)
        printf("page %d begins with %c: %s\n", i, first[i] == '\0' ? '0' : first[i], memory + i * page_size);
    if (ioctl(faults, UFFDIO_UNREGISTER, &range.range) == -1)
        die("UFFDIO_UNREGISTER");
    close(faults);
    return EXIT_SUCCESS;
}
