/** The services of a zone: their states, and who starts and stops what they run. */
package io.imgapi.sandbox.zone.service;
