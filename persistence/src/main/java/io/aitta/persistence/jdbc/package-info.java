/**
 * The journal in a PostgreSQL database: what the JDBC plugin of Pekko Persistence has to be told,
 * and the tables it needs.
 */
package io.aitta.persistence.jdbc;
