/**
 * The durable tree behind Manta: names in an ordered index, bytes in files or beside the index.
 *
 * <p>A write is acknowledged once its journal record has been handed to the operating system, so it
 * survives the death of the process by any signal.
 */
package io.imgapi.sandbox.store;
