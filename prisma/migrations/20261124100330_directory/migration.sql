-- AlterTable
ALTER TABLE "support_group" ADD COLUMN     "missing_since" TIMESTAMPTZ(3),
ADD COLUMN     "set_by_hand" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "starts_on" DATE;

-- CreateTable
CREATE TABLE "import_plan" (
    "id" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "programme" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "read" INTEGER NOT NULL,
    "groups" JSONB NOT NULL,
    "rejected" JSONB NOT NULL,
    "warnings" JSONB NOT NULL,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "applied_at" TIMESTAMPTZ(3),

    CONSTRAINT "import_plan_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "import_plan_created_at_idx" ON "import_plan"("created_at");

-- AddForeignKey
ALTER TABLE "import_plan" ADD CONSTRAINT "import_plan_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "staff"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
