/** The REST interface as clients meet it: over java.net.http, raw sockets and HTTP/2 frames. */
package io.aitta.multijvm.http;
