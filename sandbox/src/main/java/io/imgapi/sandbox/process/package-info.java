/** The sandbox as a process of its own: running it, and starting, asking and stopping it. */
package io.imgapi.sandbox.process;
