/**
 * What a store's file says: the tables of MVStore it consists of, the form of their values and the
 * checks by which damage is noticed, how it is changed and how it is read. Nothing here knows
 * threads, and nothing forces a disk.
 */
package io.aitta.persistence.table;
