/** Damage to what a node keeps: files that a node starts on and must notice, or serve right. */
package io.aitta.multijvm.campaign.damage;
