/**
 * The one tree of failures. "Absent", "refused" and "unreachable" are different types, and nothing
 * here is ever folded into an empty result.
 */
package io.imgapi.manta.error;
