/** Effects that are passed in, so that no other class reaches for them. */
package io.imgapi.sandbox.effect;
