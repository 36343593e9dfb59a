// Instructions that Swift has no name for.
#ifndef QUOTA_AUDIT_INTRINSICS_H
#define QUOTA_AUDIT_INTRINSICS_H

#include <stdint.h>

// Asks for the cache line of `address`, which will be read soon; reads nothing, whatever it is.
static inline __attribute__((always_inline)) void memory_prefetch(const void *address) {
  __builtin_prefetch(address);
}

// Which of sixteen bytes are wanted, as sixteen bits, the first byte lowest. Machines without SSE2
// (PMOVMSKB) take the portable way.

typedef uint8_t byte_scan_vector __attribute__((ext_vector_type(16)));

#if defined(__SSE2__)
#include <emmintrin.h>

static inline __attribute__((always_inline)) uint32_t byte_scan_bits(byte_scan_vector marks) {
  return (uint32_t)_mm_movemask_epi8((__m128i)marks);
}
#else
static inline __attribute__((always_inline)) uint32_t byte_scan_bits(byte_scan_vector marks) {
  uint32_t bits = 0;
  for (int i = 0; i < 16; i++) bits |= (uint32_t)(marks[i] >> 7) << i;
  return bits;
}
// How many of `count` bytes are `one`.
static inline __attribute__((always_inline)) uint64_t byte_count(
    const uint8_t *bytes, uint64_t count, uint8_t one) {
  uint64_t total = 0, done = 0;
  while (count - done >= 16) {
    // A lane counts to 255 at most.
    uint64_t steps = (count - done) / 16 < 255 ? (count - done) / 16 : 255;
    byte_scan_vector sums = 0;
    for (uint64_t step = 0; step < steps; step++, done += 16) {
      byte_scan_vector vector;
      __builtin_memcpy(&vector, bytes + done, 16);
      sums -= (byte_scan_vector)(vector == one);
    }
    for (int lane = 0; lane < 16; lane++) total += sums[lane];
  }
  for (; done < count; done++) total += bytes[done] == one;
  return total;
}

#endif

// The bytes that are `one`.
static inline __attribute__((always_inline)) uint32_t byte_scan_one(
    byte_scan_vector bytes, uint8_t one) {
  return byte_scan_bits((byte_scan_vector)(bytes == one));
}

// The bytes that are `one` or `other`.
static inline __attribute__((always_inline)) uint32_t byte_scan_two(
    byte_scan_vector bytes, uint8_t one, uint8_t other) {
  return byte_scan_bits((byte_scan_vector)((bytes == one) | (bytes == other)));
}

// The bytes that are one of three.
static inline __attribute__((always_inline)) uint32_t byte_scan_three(
    byte_scan_vector bytes, uint8_t one, uint8_t other, uint8_t third) {
  return byte_scan_bits(
      (byte_scan_vector)((bytes == one) | (bytes == other) | (bytes == third)));
}

// The bytes that are one of two or below 0x20.
static inline __attribute__((always_inline)) uint32_t byte_scan_two_or_control(
    byte_scan_vector bytes, uint8_t one, uint8_t other) {
  return byte_scan_bits(
      (byte_scan_vector)((bytes == one) | (bytes == other) | (bytes < (uint8_t)0x20)));
}

// The bytes from `low` to `low + width`.
static inline __attribute__((always_inline)) uint32_t byte_scan_range(
    byte_scan_vector bytes, uint8_t low, uint8_t width) {
  return byte_scan_bits((byte_scan_vector)((bytes - low) <= width));
}

// How many of `count` bytes are `one`.
static inline __attribute__((always_inline)) uint64_t byte_count(
    const uint8_t *bytes, uint64_t count, uint8_t one) {
  uint64_t total = 0, done = 0;
  while (count - done >= 16) {
    // A lane counts to 255 at most.
    uint64_t steps = (count - done) / 16 < 255 ? (count - done) / 16 : 255;
    byte_scan_vector sums = 0;
    for (uint64_t step = 0; step < steps; step++, done += 16) {
      byte_scan_vector vector;
      __builtin_memcpy(&vector, bytes + done, 16);
      sums -= (byte_scan_vector)(vector == one);
    }
    for (int lane = 0; lane < 16; lane++) total += sums[lane];
  }
  for (; done < count; done++) total += bytes[done] == one;
  return total;
}

#endif
