/** The programs of a zone's platform, and where a zone lies. */
package io.imgapi.sandbox.zone.program;
