"""The cookbook's queries answer what is printed below them."""

import duckdb
import pytest

from tests.cookbook import PAGE, Recipe, answer, recipes

RECIPES = recipes(PAGE.read_text("utf-8"))


def test_there_are_fifteen_recipes_and_each_has_an_answer() -> None:
    assert len(RECIPES) == 15
    assert PAGE.read_text("utf-8").count("```sql") == 15
    assert all(r.result.count("\n") >= 3 for r in RECIPES)


@pytest.mark.parametrize("recipe", RECIPES, ids=[str(n) for n in range(1, len(RECIPES) + 1)])
def test_a_recipe_gives_the_printed_answer(db: duckdb.DuckDBPyConnection, recipe: Recipe) -> None:
    assert answer(db, recipe.query) == recipe.result
