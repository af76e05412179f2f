global using Orleans.Concurrency;
global using Rooms.Contracts;
