#include "operation.h"
#include <linux/userfaultfd.h>
#include <stdint.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { page_size = 4096, page_count = 8 };

/* Nobody touches it: there would be nobody to bring the page. */
static char pages[page_count][page_size] __attribute__((aligned(page_size)));

static struct uffdio_range range(long first, long count)
{
    return (struct uffdio_range){ (uintptr_t) pages[first % page_count], (uint64_t) count * page_size };
}

OPERATION(userfaultfd)
{
    (void) syscall(SYS_userfaultfd, UFFD_USER_MODE_ONLY | (int) numbers[0]);
}

/* The descriptor, the features. */
OPERATION(uffdapi)
{
    struct uffdio_api api = { .api = UFFD_API, .features = (uint64_t) numbers[1] };

    (void) ioctl((int) numbers[0], UFFDIO_API, &api);
}

/* The descriptor, the mode, the first page, how many. */
OPERATION(uffdregister)
{
    struct uffdio_register registered = { .range = range(numbers[2], numbers[3]), .mode = (uint64_t) numbers[1] };

    (void) ioctl((int) numbers[0], UFFDIO_REGISTER, &registered);
}

OPERATION(uffdunregister)
{
    struct uffdio_range all = range(numbers[1], numbers[2]);

    (void) ioctl((int) numbers[0], UFFDIO_UNREGISTER, &all);
}

/* The descriptor, the mode, the first page, how many. */
OPERATION(uffdzero)
{
    struct uffdio_zeropage zero = { .range = range(numbers[2], numbers[3]), .mode = (uint64_t) numbers[1] };

    (void) ioctl((int) numbers[0], UFFDIO_ZEROPAGE, &zero);
}

OPERATION(uffdwake)
{
    struct uffdio_range all = range(numbers[1], numbers[2]);

    (void) ioctl((int) numbers[0], UFFDIO_WAKE, &all);
}
