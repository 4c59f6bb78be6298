/** How a zone comes up: its image, its ports, and what runs at every boot. */
package io.imgapi.sandbox.zone.boot;
