/* Instructions of many kinds, each made once on shared memory. A line of output for each operand in memory: r, w, x (read and written) or
 * a (so, and atomically), where in the memory, how many bytes. */
#include <cpuid.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

static unsigned char *memory;
static unsigned char own[256];

static void say(char kind, unsigned offset, unsigned length)
{
    printf("%c %u %u\n", kind, offset, length);
}

/* The address of the memory is in rbx, 7 in rcx, that of memory of its own in rdx. */
#define FORM(kind, offset, length, code)                                                                                                   \
    do {                                                                                                                                   \
        __asm__ volatile("push %%rbp; " code "; pop %%rbp"                                                                                 \
                         :                                                                                                                 \
                         : "b"(memory), "c"(7l), "d"(own), "a"(5l), "S"(3l)                                                                \
                         : "memory", "cc", "r8", "r9", "r10", "r11", "r12", "xmm0", "xmm1", "st");                                         \
        say(kind, offset, length);                                                                                                         \
    } while (0)

/* From rsi to rdi, rcx times. */
#define STRING(code, from, to, count)                                                                                                      \
    do {                                                                                                                                   \
        void *source_ = (from), *target_ = (to);                                                                                           \
        unsigned long count_ = (count), value_ = 0x4141414141414141;                                                                       \
        __asm__ volatile(code : "+S"(source_), "+D"(target_), "+c"(count_), "+a"(value_) : : "memory", "cc");                              \
    } while (0)

static void moves(void)
{
    FORM('w', 16, 1, "movb $1, 16(%%rbx)");
    FORM('w', 16, 2, "movw %%cx, 16(%%rbx)");
    FORM('w', 16, 4, "movl %%ecx, 16(%%rbx)");
    FORM('w', 16, 8, "movq %%rcx, 16(%%rbx)");
    FORM('w', 300, 8, "movq $-1, 300(%%rbx)");
    FORM('w', 27, 4, "movl $5, -1(%%rbx,%%rcx,4)");
    FORM('w', 4075, 8, "mov %%rbx, %%r12; movq %%rax, 4075(%%r12)");
    FORM('r', 12, 4, "mov %%rbx, %%r12; mov %%rsi, %%r9; movl (%%r12,%%r9,4), %%r8d");
    FORM('r', 8, 1, "movzbl 8(%%rbx), %%r8d");
    FORM('r', 8, 2, "movswq 8(%%rbx), %%r8");
    FORM('r', 8, 4, "movslq 8(%%rbx), %%r8");
    FORM('r', 8, 8, "cmovzq 8(%%rbx), %%r8");
    FORM('w', 40, 4, "movnti %%ecx, 40(%%rbx)");
    FORM('r', 40, 4, "movbe 40(%%rbx), %%r8d");
    FORM('w', 40, 8, "movbe %%rcx, 40(%%rbx)");
    FORM('r', 16, 8, "pushq 16(%%rbx); pop %%r8");
    FORM('w', 24, 8, "push %%rax; popq 24(%%rbx)");
    FORM('w', 24, 1, "setz 24(%%rbx)");
}

static void arithmetic(void)
{
    FORM('x', 4, 4, "addl $1, 4(%%rbx)");
    FORM('x', 4, 8, "addq %%rcx, 4(%%rbx)");
    FORM('r', 4, 2, "addw 4(%%rbx), %%r8w");
    FORM('r', 4, 4, "cmpl $1, 4(%%rbx)");
    FORM('r', 4, 1, "cmpb %%cl, 4(%%rbx)");
    FORM('r', 4, 1, "testb $1, 4(%%rbx)");
    FORM('r', 4, 8, "testq %%rcx, 4(%%rbx)");
    FORM('x', 4, 4, "notl 4(%%rbx)");
    FORM('x', 4, 8, "incq 4(%%rbx)");
    FORM('x', 4, 1, "decb 4(%%rbx)");
    FORM('x', 4, 4, "shll $3, 4(%%rbx)");
    FORM('x', 4, 8, "sarq %%cl, 4(%%rbx)");
    FORM('x', 4, 4, "shldl $3, %%eax, 4(%%rbx)");
    FORM('r', 4, 4, "imull 4(%%rbx), %%r8d");
    FORM('r', 4, 8, "imulq $9, 4(%%rbx), %%r8");
    FORM('r', 4, 4, "mov %%rdx, %%r11; mull 4(%%rbx); mov %%r11, %%rdx");
    FORM('r', 4, 4, "bsfl 4(%%rbx), %%r8d");
    FORM('r', 4, 8, "popcntq 4(%%rbx), %%r8");
    FORM('r', 4, 1, "crc32b 4(%%rbx), %%r8d");
    FORM('a', 4, 4, "lock xaddl %%ecx, 4(%%rbx)");
    FORM('a', 4, 8, "xchgq %%r8, 4(%%rbx)");
    FORM('a', 4, 4, "lock cmpxchgl %%r8d, 4(%%rbx)");
    FORM('a', 32, 16, "push %%rbx; mov %%rbx, %%r8; mov %%rdx, %%r11; lock cmpxchg16b 32(%%r8); mov %%r11, %%rdx; pop %%rbx");
    FORM('x', 4, 4, "cmpxchgl %%r8d, 4(%%rbx)");
    FORM('a', 4, 1, "xchgb %%r8b, 4(%%rbx)");
    FORM('a', 4, 4, "lock incl 4(%%rbx)");
    FORM('r', 4, 4, "btl $3, 4(%%rbx)");
    FORM('x', 4, 4, "btsl $3, 4(%%rbx)");
    FORM('x', 100, 8, "mov $805, %%r8; btcq %%r8, 4(%%rbx)");
    FORM('r', 96, 4, "mov $-32, %%r8; btl %%r8d, 100(%%rbx)");
}

static void vectors(void)
{
    FORM('r', 64, 16, "movdqu 64(%%rbx), %%xmm0");
    FORM('w', 64, 16, "movaps %%xmm0, 64(%%rbx)");
    FORM('w', 65, 16, "movups %%xmm0, 65(%%rbx)");
    FORM('w', 64, 16, "movntdq %%xmm0, 64(%%rbx)");
    FORM('r', 64, 4, "movss 64(%%rbx), %%xmm0");
    FORM('w', 64, 8, "movsd %%xmm0, 64(%%rbx)");
    FORM('r', 64, 4, "movd 64(%%rbx), %%xmm0");
    FORM('r', 64, 8, "movq 64(%%rbx), %%xmm0");
    FORM('w', 64, 8, "movq %%xmm0, 64(%%rbx)");
    FORM('r', 64, 8, "movhps 64(%%rbx), %%xmm0");
    FORM('w', 64, 8, "movlpd %%xmm0, 64(%%rbx)");
    FORM('r', 64, 4, "addss 64(%%rbx), %%xmm0");
    FORM('r', 64, 16, "mulpd 64(%%rbx), %%xmm0");
    FORM('r', 64, 8, "cvtsi2sdq 64(%%rbx), %%xmm0");
    FORM('r', 64, 4, "cvtss2sd 64(%%rbx), %%xmm0");
    FORM('r', 64, 8, "ucomisd 64(%%rbx), %%xmm0");
    FORM('r', 64, 16, "pcmpeqb 64(%%rbx), %%xmm0");
    FORM('r', 64, 16, "pshufd $3, 64(%%rbx), %%xmm0");
    FORM('r', 64, 2, "pinsrw $3, 64(%%rbx), %%xmm0");
    FORM('w', 64, 4, "pextrd $1, %%xmm0, 64(%%rbx)");
    FORM('r', 64, 8, "pmovzxbw 64(%%rbx), %%xmm0");
    FORM('r', 64, 16, "pshufb 64(%%rbx), %%xmm0");
    FORM('r', 64, 16, "pcmpistri $8, 64(%%rbx), %%xmm0; mov $7, %%ecx");
    FORM('r', 64, 8, "movq 64(%%rbx), %%mm0; emms");
    FORM('r', 64, 8, "fldl 64(%%rbx); fstp %%st(0)");
    FORM('r', 64, 10, "fldt 64(%%rbx); fstp %%st(0)");
    FORM('w', 64, 4, "fldz; fstps 64(%%rbx)");
    FORM('w', 64, 8, "fldz; fistpll 64(%%rbx)");
    FORM('w', 64, 4, "stmxcsr 64(%%rbx)");
}

static void wide_vectors(void)
{
    if (__builtin_cpu_supports("avx2")) {
        FORM('r', 64, 32, "vmovdqu 64(%%rbx), %%ymm0; vzeroupper");
        FORM('w', 64, 32, "vmovups %%ymm0, 64(%%rbx); vzeroupper");
        FORM('r', 64, 8, "vmovsd 64(%%rbx), %%xmm0");
        FORM('r', 64, 4, "vbroadcastss 64(%%rbx), %%ymm0; vzeroupper");
        FORM('r', 64, 16, "vinserti128 $1, 64(%%rbx), %%ymm0, %%ymm0; vzeroupper");
        FORM('r', 64, 32, "vpcmpeqb 64(%%rbx), %%ymm0, %%ymm0; vzeroupper");
        FORM('w', 64, 16, "vextracti128 $1, %%ymm0, 64(%%rbx); vzeroupper");
    }
    if (__builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512bw")) {
        FORM('r', 64, 64, "vmovdqu64 64(%%rbx), %%zmm16");
        FORM('w', 128, 64, "vmovdqu8 %%zmm16, 128(%%rbx)");
        FORM('w', 96, 32, "vmovdqu64 %%ymm16, 96(%%rbx)");
        FORM('r', 640, 16, "vmovdqu64 640(%%rbx), %%xmm17");
        FORM('r', 64, 4, "vpaddd 64(%%rbx)%{1to16%}, %%zmm16, %%zmm16");
    }
}

static void strings(void)
{
    STRING("movsb", own, memory + 9, 0);
    say('w', 9, 1);
    STRING("rep movsb", own, memory + 9, 100);
    say('w', 9, 100);
    STRING("rep movsl", memory + 4080, own, 30);
    say('r', 4080, 120);
    STRING("rep movsq", memory + 200, memory + 4090, 9);
    say('r', 200, 72);
    say('w', 4090, 72);
    STRING("std; rep movsb; cld", own + 30, memory + 530, 31);
    say('w', 500, 31);
    STRING("rep stosw", own, memory + 600, 20);
    say('w', 600, 40);
    STRING("rep stosq", own, memory + 1000, 900);
    say('w', 1000, 7200);
    STRING("lodsl", memory + 20, own, 0);
    say('r', 20, 4);
    memory[3007] = 0; /* the search ends behind it */
    say('w', 3007, 1);
    STRING("repe scasb", own, memory + 3000, 500);
    say('r', 3000, 8);
    STRING("rep movsb", own, memory + 700, 0);
}

int main(void)
{
    memory = mmap(NULL, 3 * 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    moves();
    arithmetic();
    vectors();
    wide_vectors();
    strings();
    return 0;
}
