-- What every run's database holds. Statements are separated by an empty line, for a server in single-user mode.
-- Programs are the role cocina (policy.DATABASE): it may read, order, make tables of its own, and nothing else.

CREATE ROLE cocina LOGIN;

REVOKE ALL ON DATABASE cocina FROM PUBLIC;

GRANT CONNECT, TEMPORARY ON DATABASE cocina TO cocina;

GRANT CREATE, USAGE ON SCHEMA public TO cocina;

-- Waits, and says for how long: a query that takes its time.
CREATE FUNCTION espera(ms integer) RETURNS integer LANGUAGE sql VOLATILE PARALLEL UNSAFE
AS 'SELECT pg_sleep(ms / 1000.0); SELECT ms';

CREATE FUNCTION wait_ms(ms integer) RETURNS integer LANGUAGE sql VOLATILE PARALLEL UNSAFE
AS 'SELECT pg_sleep(ms / 1000.0); SELECT ms';

CREATE TABLE dishes (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    nombre text NOT NULL,
    name text NOT NULL,
    price numeric(6, 2) NOT NULL,
    minutes integer NOT NULL
);

INSERT INTO dishes (nombre, name, price, minutes) VALUES
    ('Hamburguesa clásica', 'Classic burger', 8.90, 8),
    ('Hamburguesa doble', 'Double burger', 11.90, 10),
    ('Hamburguesa con queso', 'Cheeseburger', 9.90, 9),
    ('Hamburguesa de setas', 'Mushroom burger', 10.50, 9),
    ('Hamburguesa picante', 'Spicy burger', 10.20, 9),
    ('Perrito de la casa', 'House hot dog', 6.50, 5),
    ('Costillas', 'Ribs', 14.90, 25),
    ('Pollo a la brasa', 'Grilled chicken', 12.90, 20),
    ('Brocheta de verduras', 'Vegetable skewer', 8.90, 12),
    ('Mazorca', 'Corn on the cob', 4.50, 10),
    ('Pimientos asados', 'Roasted peppers', 5.20, 12),
    ('Queso a la plancha', 'Grilled cheese', 6.90, 6),
    ('Patatas fritas', 'French fries', 3.90, 6),
    ('Ensalada', 'Salad', 5.90, 4),
    ('Sopa del día', 'Soup of the day', 4.90, 3),
    ('Pan de ajo', 'Garlic bread', 3.20, 4),
    ('Tarta de queso', 'Cheesecake', 5.20, 1),
    ('Helado', 'Ice cream', 3.80, 1),
    ('Limonada', 'Lemonade', 2.80, 1),
    ('Café', 'Coffee', 1.80, 2);

CREATE TABLE orders (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    dish_id integer NOT NULL REFERENCES dishes,
    guests integer NOT NULL DEFAULT 1,
    placed timestamptz NOT NULL DEFAULT now()
);

-- The same in Spanish; rows can be added and changed through these as well.
CREATE VIEW platos AS SELECT id, nombre, price AS precio, minutes AS minutos FROM dishes;

CREATE VIEW pedidos AS SELECT id, dish_id AS plato_id, guests AS comensales, placed AS hora FROM orders;

GRANT SELECT, UPDATE ON dishes, platos TO cocina;

GRANT SELECT, INSERT, UPDATE, DELETE ON orders, pedidos TO cocina;

VACUUM (FREEZE);

ANALYZE;

CHECKPOINT;

