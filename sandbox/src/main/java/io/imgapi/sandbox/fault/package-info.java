/** What goes wrong on demand, and when. */
package io.imgapi.sandbox.fault;
