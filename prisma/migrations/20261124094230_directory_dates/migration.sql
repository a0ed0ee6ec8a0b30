-- AlterTable
ALTER TABLE "support_group" ADD COLUMN     "starts_on" DATE;
